package dev.parlance.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parlance.server");

    private static String server(String name) {
        return "dev.parlance.server." + name + "..";
    }

    @Test
    void theArrowsPointFromTheWireToTheDisk() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wiring")
                .definedBy("dev.parlance.server", "dev.parlance.server.cli..")
                .layer("processor")
                .definedBy(server("processor"))
                .layer("thread")
                .definedBy(server("thread"))
                .layer("tools")
                .definedBy(server("tools"))
                .layer("turn")
                .definedBy(server("turn"))
                .layer("history")
                .definedBy(server("history"))
                .layer("model")
                .definedBy(server("model"))
                .layer("store")
                .definedBy(server("store"))
                .layer("exec")
                .definedBy(server("exec"))
                .layer("patch")
                .definedBy(server("patch"))
                .whereLayer("processor")
                .mayOnlyBeAccessedByLayers("wiring")
                .whereLayer("thread")
                .mayOnlyBeAccessedByLayers("wiring", "processor")
                .whereLayer("tools")
                .mayOnlyBeAccessedByLayers("wiring", "processor", "thread")
                .whereLayer("turn")
                .mayOnlyBeAccessedByLayers("processor", "thread", "tools")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers("wiring", "processor", "thread")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("thread", "turn")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("wiring", "processor", "thread", "turn", "history")
                .whereLayer("exec")
                // What may be written to is decided once, for commands and patches.
                .mayOnlyBeAccessedByLayers("wiring", "tools", "patch")
                .whereLayer("patch")
                .mayOnlyBeAccessedByLayers("turn", "tools")
                // The wiring's small change: the mapper and the threads.
                .ignoreDependency(resideInAnyPackage("dev.parlance.server.."), simpleName("Json"))
                .ignoreDependency(resideInAnyPackage("dev.parlance.server.."), simpleName("Threads"))
                .check(CLASSES);
    }

    @Test
    void leavesKnowNobody() {
        noClasses()
                .that(resideInAnyPackage(
                        server("config"), server("store"), server("exec"), server("patch"), server("model")))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        server("processor"), server("thread"), server("turn"), server("tools"), server("transport")))
                .check(CLASSES);
    }

    @Test
    void jettyIsKnownToTheTransportAlone() {
        noClasses()
                .that(not(resideInAnyPackage(server("transport"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.eclipse.jetty.."))
                .check(CLASSES);
    }

    @Test
    void sqliteIsKnownToTheStoreAlone() {
        noClasses()
                .that(not(resideInAnyPackage(server("store"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.sqlite..", "java.sql.."))
                .check(CLASSES);
    }

    @Test
    void stdoutIsTheProtocolsAndTheCommandLines() {
        noClasses()
                .that(not(resideInAnyPackage(server("cli"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void onlyThreadsMakesThreads() {
        noClasses()
                .that(not(simpleName("Threads")))
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .check(CLASSES);
    }

    @Test
    void noClassIsCalledAfterNothing() {
        classes()
                .that()
                .doNotHaveSimpleName("ThreadManager")
                .should()
                .haveSimpleNameNotEndingWith("Helper")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Manager")
                .check(CLASSES);
    }
}
