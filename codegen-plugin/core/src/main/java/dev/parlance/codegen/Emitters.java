package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the emitter of a style among those that are on the class path. */
final class Emitters {
    /** Styles that we publish apart, so that their jars are only with those who want them. */
    private static final Map<String, String> ARTIFACTS = Map.of("beans", "dev.parlance:codegen-beans");

    private final List<Emitter> emitters;

    Emitters() {
        emitters = ServiceLoader.load(Emitter.class, Emitters.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Empty where there is none, which is noted. */
    Optional<Emitter> ofStyle(String style, Problems problems) {
        Optional<Emitter> found =
                emitters.stream().filter(e -> e.style().equals(style)).findFirst();
        if (found.isEmpty()) {
            List<String> styles = emitters.stream().map(Emitter::style).sorted().toList();
            String artifact = ARTIFACTS.get(style);
            problems.error(
                    new Location("modelStyle", ""),
                    artifact == null
                            ? "there is no style '" + style + "'"
                            : "the style '" + style + "' is an artifact of its own, which is not here",
                    artifact == null
                            ? NearNames.hint(style, styles, "known are " + styles)
                            : "add " + artifact + ", in the version of the plugin, to the plugin's <dependencies>");
        }
        return found;
    }
}
