package dev.parlance.codegen.model;

/**
 * A place in a schema: {@code new Location("thread.json", "/$defs/Thread/properties/id")}.
 *
 * @param file the file as the user named it, or its path below the folder that was read
 * @param pointer JSON Pointer into it; empty for the whole file
 */
public record Location(String file, String pointer) {
    /** The place of a member below this one; escapes the name as JSON Pointer asks. */
    public Location at(String member) {
        return new Location(file, pointer + "/" + member.replace("~", "~0").replace("/", "~1"));
    }

    /** The place of an element below this one. */
    public Location at(int index) {
        return new Location(file, pointer + "/" + index);
    }

    /** As shown in messages: {@code thread.json#/$defs/Thread}. */
    @Override
    public String toString() {
        return file + "#" + pointer;
    }
}
