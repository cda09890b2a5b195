package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Reachability;
import dev.parlance.codegen.model.RpcMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Keeps the methods that are asked for and the types that they lead to. */
final class Pruning {
    private Pruning() {}

    /** The smaller protocol. A protocol without any method keeps all its types. */
    static Protocol prune(Protocol protocol, CodegenOptions.Selection selection, Problems problems) {
        if (protocol.methods().isEmpty() && selection.equals(CodegenOptions.Selection.ALL)) {
            return protocol;
        }
        List<String> names = protocol.methods().stream().map(RpcMethod::name).toList();
        List<Pattern> includes = patterns(selection.includes(), "includes", names, problems);
        List<Pattern> excludes = patterns(selection.excludes(), "excludes", names, problems);
        List<RpcMethod> methods = new ArrayList<>();
        for (RpcMethod method : protocol.methods()) {
            boolean wanted = includes.isEmpty() || matches(includes, method.name());
            if (wanted && !matches(excludes, method.name())) {
                methods.add(method);
            }
        }
        if (methods.isEmpty()) {
            problems.error(
                    new Location("includes", ""), "no method is left to generate", "take less away with excludes");
        }
        var smaller = new Protocol(
                protocol.title(), protocol.version(), protocol.definitions(), List.copyOf(methods), protocol.errors());
        var definitions = new TreeMap<>(protocol.definitions());
        definitions.keySet().retainAll(Reachability.from(smaller));
        return new Protocol(protocol.title(), protocol.version(), definitions, smaller.methods(), protocol.errors());
    }

    private static List<Pattern> patterns(List<String> globs, String option, List<String> names, Problems problems) {
        List<Pattern> patterns = new ArrayList<>();
        for (String glob : globs) {
            Pattern pattern = pattern(glob);
            patterns.add(pattern);
            if (names.stream().noneMatch(name -> pattern.matcher(name).matches())) {
                problems.error(
                        new Location(option, ""),
                        "'" + glob + "' matches no method",
                        NearNames.hint(glob, names, "correct or remove it; * stands for any text"));
            }
        }
        return patterns;
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        // Several stars in a row mean what one means, and cost a matcher its time.
        glob.replaceAll("\\*+", "*").codePoints().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString());
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(p -> p.matcher(name).matches());
    }
}
