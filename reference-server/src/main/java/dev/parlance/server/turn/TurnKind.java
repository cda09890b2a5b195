package dev.parlance.server.turn;

/** What a turn is for. Only a conversation takes further input. */
public enum TurnKind {
    /** The model and its tools. */
    CONVERSATION,
    /** Makes the context smaller. */
    COMPACTION,
    /** One command of the user's own. */
    SHELL
}
