package dev.parlance.conformance.client;

/** What a {@link TestClient} can be made to do wrong, and the rule that has to catch it. */
enum Fault {
    NEVER_SENDS_INITIALIZED("CLI-1", "F213"),
    HURRIES_PAST_THE_HANDSHAKE("CLI-1", ""),
    GIVES_AN_ID_TWICE("CLI-2", ""),
    DIES_OF_UNKNOWN_NOTIFICATION("CLI-3", "F215"),
    DIES_OF_UNKNOWN_ITEM("CLI-3", "F217"),
    DIES_OF_UNKNOWN_ENUM_VALUE("CLI-3", "F217"),
    DIES_OF_UNKNOWN_MEMBER("CLI-3", ""),
    TAKES_UNKNOWN_STATUS_FOR_SUCCESS("CLI-4", ""),
    TAKES_FAILURE_FOR_SUCCESS("CLI-4", ""),
    LEAVES_UNKNOWN_REQUEST_UNANSWERED("CLI-5", "F219"),
    AGREES_TO_UNKNOWN_REQUEST("CLI-5", ""),
    ANSWERS_IN_THE_WRONG_SHAPE("CLI-6", "F221"),
    DECIDES_WHAT_WAS_NOT_OFFERED("CLI-7", ""),
    ACCEPTS_UNASKED("CLI-8", "F223"),
    ACCEPTS_WITHOUT_ASKING_ITS_USER("CLI-8", "F223"),
    GRANTS_PERMISSIONS_UNASKED("CLI-8", ""),
    MIXES_ITEMS("CLI-9", "F225"),
    SHOWS_TEXT_TWICE("CLI-9", ""),
    LOSES_EARLY_EVENTS("CLI-10", ""),
    EXPECTS_ANSWERS_IN_ORDER("CLI-11", "F227"),
    STOPS_READING_WHILE_IT_ASKS("CLI-12", ""),
    STOPS_READING_WHILE_IT_WAITS("CLI-12", ""),
    CUTS_CHARACTERS("CLI-13", "F229"),
    CANNOT_READ_LONG_LINES("CLI-13", ""),
    DIES_OF_NOISE("CLI-14", "F231"),
    HIDES_NOISE("CLI-14", ""),
    ENDS_WITH_THE_FINAL_ANSWER("CLI-15", ""),
    ENDS_WITH_AN_IDLE_THREAD("CLI-15", ""),
    ENDS_WITH_A_PASSING_ERROR("CLI-15", ""),
    WAITS_FOR_EVER("CLI-16", "F233"),
    TAKES_LOST_CONNECTION_FOR_SUCCESS("CLI-16", ""),
    MIXES_THREADS("CLI-17", ""),
    MIXES_TURNS("CLI-17", ""),
    ANSWERS_WHAT_IS_RESOLVED("CLI-18", "F235"),
    REPEATS_AT_ONCE("CLI-19", ""),
    REPEATS_STEADILY("CLI-19", ""),
    SWALLOWS_OVERLOAD("CLI-19", ""),
    LEAVES_ITS_SERVER_BEHIND("CLI-20", "F237"),
    MISSPELLS_PARAMS("CLI-21", "F239"),
    SENDS_UNDECLARED_PARAMS("CLI-21", "F239"),
    OMITS_REQUIRED_PARAMS("SCH-1", ""),
    SENDS_NULL("SCH-2", ""),
    SENDS_ENUM_IN_THE_WRONG_CASE("SCH-3", ""),
    OMITS_DISCRIMINATOR("SCH-4", ""),
    SENDS_FRACTION("SCH-6", ""),
    MIXES_ID_SPACES("RPC-11", "");

    private final String rule;
    private final String listed;

    Fault(String rule, String listed) {
        this.rule = rule;
        this.listed = listed;
    }

    String rule() {
        return rule;
    }

    /** Number in the list of sample faults; empty for one of our own. */
    String listed() {
        return listed;
    }
}
