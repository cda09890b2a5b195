package dev.parlance.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parlance.conformance");

    /** The judge reads the wire himself: no server, no binding, no runtime of ours stands in between. */
    @Test
    void nothingOfWhatIsJudgedStandsBetweenJudgeAndWire() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.parlance.server..", "dev.parlance.rpc..", "dev.parlance.agent..")
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.parlance.conformance.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void engineKnowsNeitherProcessesNorReports() {
        noClasses()
                .that()
                .resideInAnyPackage("..engine..", "..schema..", "..transcript..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..cli..", "..tap..", "..report..")
                .check(CLASSES);
    }
}
