package dev.parlance.rpc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parlance.rpc");

    private static DescribedPredicate<JavaClass> bindsByDatabind() {
        return DescribedPredicate.describe(
                "a part of the databind codec",
                type -> type.getName().matches(".*\\.(DatabindCodec|MismatchText|LateDuplicates)(\\$.*)?"));
    }

    @Test
    void thisModuleKnowsJacksonAndNothingElse() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "dev.parlance.rpc", "com.fasterxml.jackson..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void onlyTheCodecKnowsDatabind() {
        noClasses()
                .that(not(bindsByDatabind()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.fasterxml.jackson.databind.."))
                .check(CLASSES);
    }

    @Test
    void onlyStdioTransportTouchesTheProcessStreams() {
        noClasses()
                .that(not(simpleName("StdioTransport")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void onlyThreadsMakesThreads() {
        noClasses()
                .that(not(simpleName("Threads")))
                .should()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util.concurrent")
                        .and(DescribedPredicate.describe(
                                "a pool", type -> type.getSimpleName().startsWith("Executors"))))
                .check(CLASSES);
    }
}
