package dev.parlance.conformance.report;

import dev.parlance.conformance.coverage.Coverage;
import dev.parlance.conformance.coverage.CoverageGroup;
import dev.parlance.conformance.coverage.CoverageRow;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.RunResult;

/**
 * Counts what a run touched of the protocol, for the reports.
 *
 * <pre>{@code
 * ReportFolder.write(List.of(result), ProtocolCoverage.of(Protocol.load(), result), folder);
 * }</pre>
 */
public final class ProtocolCoverage {
    private ProtocolCoverage() {}

    /** One row for each profile claimed and kind of thing. */
    public static CoverageTable of(Protocol protocol, RunResult run) {
        return new CoverageTable(
                Coverage.of(protocol, run).stream().map(ProtocolCoverage::row).toList());
    }

    private static CoverageTable.Row row(CoverageRow row) {
        return new CoverageTable.Row(
                group(row.group()), row.profile() + detail(row.group()), row.total(), row.seen(), row.missing());
    }

    private static CoverageTable.Group group(CoverageGroup group) {
        return switch (group) {
            case METHODS -> CoverageTable.Group.METHODS;
            case NOTIFICATIONS -> CoverageTable.Group.NOTIFICATIONS;
            case SERVER_REQUESTS -> CoverageTable.Group.SERVER_REQUESTS;
            case SERVER_MEMBERS, CLIENT_MEMBERS -> CoverageTable.Group.MEMBERS;
            case SERVER_VALUES, CLIENT_VALUES, SERVER_VARIANTS, CLIENT_VARIANTS -> CoverageTable.Group.ENUM_VALUES;
            case RULES -> CoverageTable.Group.RULES;
        };
    }

    private static String detail(CoverageGroup group) {
        return switch (group) {
            case SERVER_MEMBERS -> ", sent by the server";
            case CLIENT_MEMBERS -> ", sent by the client";
            case SERVER_VALUES -> ", values sent by the server";
            case CLIENT_VALUES -> ", values sent by the client";
            case SERVER_VARIANTS -> ", variants sent by the server";
            case CLIENT_VARIANTS -> ", variants sent by the client";
            default -> "";
        };
    }
}
