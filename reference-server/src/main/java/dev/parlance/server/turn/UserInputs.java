package dev.parlance.server.turn;

import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.ContentItem;
import dev.parlance.agent.protocol.ImageUserInput;
import dev.parlance.agent.protocol.InputImageContentItem;
import dev.parlance.agent.protocol.InputTooLargeErrorData;
import dev.parlance.agent.protocol.LocalImageUserInput;
import dev.parlance.agent.protocol.MentionUserInput;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.SkillUserInput;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.UserInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The user's input as the model gets it. */
public final class UserInputs {
    /** As the real server has it. */
    private static final int MOST_CHARS = 1 << 20;

    private static final int MOST_IMAGE_BYTES = 10 << 20;

    private UserInputs() {}

    /** Refuses what is too long, and pictures that would have to be fetched from somewhere. */
    public static void check(List<UserInput> input) {
        long chars = 0;
        for (UserInput part : input) {
            if (part instanceof TextUserInput text) {
                chars += text.text().codePointCount(0, text.text().length());
            } else if (part instanceof ImageUserInput image && isRemote(image.url())) {
                throw AgentErrors.invalidArgument(
                        "remote image URLs are not supported; use an inline data URL instead");
            }
        }
        if (chars > MOST_CHARS) {
            throw AgentErrors.inputTooLarge(
                    "Input exceeds the maximum length of " + MOST_CHARS + " characters.",
                    InputTooLargeErrorData.builder()
                            .inputErrorCode("input_too_large")
                            .maxChars((long) MOST_CHARS)
                            .actualChars(chars)
                            .build());
        }
    }

    private static boolean isRemote(@Nullable String url) {
        String lower = url == null ? "" : url.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /** The first words of it, for lists of threads. */
    public static String preview(List<UserInput> input) {
        for (UserInput part : input) {
            if (part instanceof TextUserInput text && !text.text().isBlank()) {
                String line = text.text().strip();
                return line.length() <= 200 ? line : line.substring(0, line.offsetByCodePoints(0, 150));
            }
        }
        return "";
    }

    static ResponseItem toModel(List<UserInput> input, Path cwd) {
        List<ContentItem> content = new ArrayList<>();
        for (UserInput part : input) {
            if (part instanceof TextUserInput text) {
                content.add(Messages.text(text.text()));
            } else if (part instanceof ImageUserInput image) {
                image(content, image.url());
            } else if (part instanceof LocalImageUserInput image) {
                localImage(content, cwd.resolve(image.path()));
            } else if (part instanceof MentionUserInput mention) {
                content.add(Messages.text("[@" + mention.name() + "](" + mention.path() + ")"));
            } else if (part instanceof SkillUserInput skill) {
                content.add(Messages.text("[$" + skill.name() + "](" + skill.path() + ")"));
            } else {
                content.add(Messages.text("(input of the kind " + part.type() + " was left out: not supported)"));
            }
        }
        return Messages.user(content);
    }

    private static void image(List<ContentItem> content, @Nullable String url) {
        if (url != null && url.startsWith("data:image/")) {
            content.add(InputImageContentItem.builder().imageUrl(url).build());
        } else {
            content.add(Messages.text("(an image was left out: it is no data URL of an image)"));
        }
    }

    private static void localImage(List<ContentItem> content, Path file) {
        String kind = kind(file);
        if (kind == null || !Files.isRegularFile(file)) {
            content.add(Messages.text("(" + file + " was left out: there is no such image)"));
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_IMAGE_BYTES + 1);
            if (bytes.length > MOST_IMAGE_BYTES) {
                content.add(Messages.text("(" + file + " was left out: it is larger than 10 MB)"));
                return;
            }
            content.add(Messages.text("<image name=\"" + file.getFileName() + "\">"));
            content.add(InputImageContentItem.builder()
                    .imageUrl("data:image/" + kind + ";base64,"
                            + Base64.getEncoder().encodeToString(bytes))
                    .build());
            content.add(Messages.text("</image>"));
        } catch (IOException e) {
            content.add(Messages.text("(" + file + " could not be read)"));
        }
    }

    private static @Nullable String kind(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        for (String kind : List.of("png", "gif", "webp", "jpeg")) {
            if (name.endsWith("." + kind)) {
                return kind;
            }
        }
        return name.endsWith(".jpg") ? "jpeg" : null;
    }
}
