package dev.parlance.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parlance.agent");

    @Test
    void conversationsKnowTheRuntimeAndTheProtocolAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("dev.parlance.agent")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "dev.parlance.rpc",
                        "dev.parlance.agent",
                        "dev.parlance.agent.protocol")
                .check(CLASSES);
    }

    @Test
    void generatedTypesNeedAnnotationsAndTheRuntimeOnly() {
        classes()
                .that()
                .resideInAPackage("dev.parlance.agent.protocol")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.annotation.processing",
                        "org.jspecify..",
                        "com.fasterxml.jackson.annotation",
                        "dev.parlance.rpc",
                        "dev.parlance.agent.protocol")
                .check(CLASSES);
    }

    @Test
    void onlyTheBindingAndItsTablesKnowTheRuntime() {
        noClasses()
                .that(resideInAPackage("dev.parlance.agent.protocol"))
                .and()
                .haveNameNotMatching(".*\\.Agent(Binding|Client|Server|Methods|Errors)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.parlance.rpc")
                .check(CLASSES);
    }

    @Test
    void nothingTouchesTheProcessStreams() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .check(CLASSES);
    }

    @Test
    void bothPackagesAreLookedAt() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()).distinct())
                .containsExactlyInAnyOrder("dev.parlance.agent", "dev.parlance.agent.protocol");
    }
}
