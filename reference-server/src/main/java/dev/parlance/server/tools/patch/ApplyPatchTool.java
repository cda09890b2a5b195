package dev.parlance.server.tools.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.server.Json;
import dev.parlance.server.patch.PatchException;
import dev.parlance.server.patch.PatchText;
import dev.parlance.server.patch.PatchVerifier;
import dev.parlance.server.patch.VerifiedPatch;
import dev.parlance.server.patch.WritableArea;
import dev.parlance.server.turn.Tool;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code apply_patch}: adds, changes, moves and deletes files, all of a patch or nothing. A patch that does not fit, or that
 * policy refuses, makes no item: only the model hears of it. Any other makes one {@code fileChange} item.
 *
 * <p>Offered as a custom tool, whose input is the patch as plain text; a function call with
 * <code>{"input": "*** Begin Patch…"}</code> is understood too.
 *
 * <pre>{@code
 * Tool tool = new ApplyPatchTool(serverHome);
 * ToolOutput told = tool.run(call, turn);
 * }</pre>
 */
public final class ApplyPatchTool implements Tool {
    private static final String DESCRIPTION = """
            Changes files: adds, edits, moves, deletes. The input is a patch as plain text, no JSON and no shell.

            *** Begin Patch
            *** Add File: path/of/new.txt
            +every line of the new file after a plus
            *** Delete File: path/of/old.txt
            *** Update File: path/of/file.txt
            *** Move to: path/of/other.txt
            @@ a line above the place, such as the head of the class or function
             a line that stays, after one blank
            -a line that goes
            +a line that comes
            *** End of File
            *** End Patch

            An update holds one or more hunks in the order of the file. Give about three lines that stay on each side of
            a change; where they occur more than once, add "@@" and a line above them. "*** Move to:" and
            "*** End of File" (the hunk reaches the file's last line) are written only where they are meant. Relative
            paths start from the working folder. Either the whole patch is applied or nothing is.
            """;

    private final Path serverHome;

    /** @param serverHome absolute folder of the server's own files, which no sandbox policy but full access makes writable */
    public ApplyPatchTool(Path serverHome) {
        this.serverHome = serverHome;
    }

    @Override
    public String name() {
        return "apply_patch";
    }

    @Override
    public Map<String, Object> definition() {
        return Map.of("type", "custom", "name", name(), "description", DESCRIPTION, "format", Map.of("type", "text"));
    }

    @Override
    public ToolOutput run(ToolCall call, TurnScope turn) throws InterruptedException {
        String input;
        try {
            input = input(call);
        } catch (JsonProcessingException e) {
            return ToolOutput.failed("failed to parse function arguments: " + e.getOriginalMessage());
        }
        PatchText text;
        VerifiedPatch patch;
        try {
            text = PatchText.parse(input);
            patch = PatchVerifier.verify(text, turn.cwd());
        } catch (PatchException e) {
            if (Thread.interrupted()) {
                // An interrupt closes the file being read: it is not the patch that is wrong.
                throw new InterruptedException();
            }
            return ToolOutput.failed("patch not applied: " + e.getMessage());
        }
        WritableArea area = WritableArea.of(turn.sandbox(), turn.cwd(), serverHome);
        return switch (PatchPermission.of(patch, area, turn)) {
            case ALLOWED -> new PatchRun(call, turn, text, patch).unasked();
            case ASK -> new PatchRun(call, turn, text, patch).asked();
            case REFUSED -> ToolOutput.failed(refusal(area));
        };
    }

    private static String input(ToolCall call) throws JsonProcessingException {
        if (call.custom()) {
            return call.arguments();
        }
        JsonNode arguments = Json.MAPPER.readTree(call.arguments());
        return arguments.path("input").asText();
    }

    private static String refusal(WritableArea area) {
        return area.isEmpty()
                ? "patch rejected: writing is blocked by read-only sandbox; the approval policy does not let the user be asked"
                : "patch rejected: it writes outside of the folders that the sandbox leaves writable;"
                        + " the approval policy does not let the user be asked";
    }
}
