package dev.parlance.codegen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of this module: readers and emitters meet in the model only. */
final class ArchitectureTest {
    private static final String ROOT = "dev.parlance.codegen";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void readersAndEmittersDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".read..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".java..")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".java..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".read..", ROOT + ".sample..")
                .check(MAIN);
    }

    @Test
    void theModelStandsAlone() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".model..", "java..", "org.jspecify..")
                .check(MAIN);
    }

    @Test
    void emittersSeeNoJson() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".java..", ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml..", "tools.jackson..", "com.networknt..")
                .check(MAIN);
    }
}
