package dev.parlance.codegen.read.parlance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.codegen.NearNames;
import dev.parlance.codegen.Problems;
import dev.parlance.codegen.model.Definition;
import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.RpcMethod;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a schema cannot say of a method: that the names it uses are declared, and that its examples have its form. */
final class MethodChecks {
    private final Description description;
    private final Map<TypeName, Definition> definitions;
    private final Problems problems;

    MethodChecks(Description description, Map<TypeName, Definition> definitions, Problems problems) {
        this.description = description;
        this.definitions = definitions;
        this.problems = problems;
    }

    void check(RpcMethod method, JsonNode json) {
        RpcMethod.Traits traits = method.traits();
        Location place = method.location();
        for (int i = 0; i < traits.errors().size(); i++) {
            declared(
                    traits.errors().get(i),
                    description.errors().keySet(),
                    "error",
                    place.at("errors").at(i));
        }
        if (traits.profile() != null) {
            declared(traits.profile(), description.profiles().keySet(), "profile", place.at("profile"));
        }
        if (traits.scope() != null) {
            declared(traits.scope(), description.scopes().keySet(), "scope", place.at("scope"));
            checkScopeMember(method);
        }
        JsonNode examples = json.path("examples");
        for (int i = 0; i < examples.size(); i++) {
            Location example = place.at("examples").at(i);
            checkParams(method, examples.path(i), example);
            checkAnswer(method, json, examples.path(i), example);
        }
    }

    private void declared(String name, Set<String> names, String what, Location place) {
        if (!names.contains(name)) {
            problems.error(
                    place,
                    "no " + what + " '" + name + "' is declared",
                    NearNames.hint(
                            name, names, "declare it in " + description.head().name()));
        }
    }

    private void checkScopeMember(RpcMethod method) {
        String member = method.traits().scopeMember();
        if (member == null) {
            return;
        }
        RpcMethod.Params declared = method.params();
        Definition params = declared == null ? null : definitions.get(declared.type());
        if (declared != null && params == null) {
            return; // a dangling reference, or not linked: said elsewhere
        }
        boolean there = params != null
                && params.shape() instanceof Shape.Struct struct
                && struct.properties().stream().anyMatch(p -> p.name().equals(member));
        if (!there) {
            problems.error(
                    method.location().at("scope"),
                    "the params have no member '" + member + "', the key of this scope",
                    "name another scopeMember, or another scope, or leave both out");
        }
    }

    private void checkParams(RpcMethod method, JsonNode example, Location place) {
        boolean hasParams = example.has("params");
        if (hasParams && method.params() == null) {
            problems.error(place.at("params"), "the method has no params", "remove them");
        }
        if (!hasParams && method.params() != null && !method.params().optional()) {
            problems.error(place, "the example has no params", "add them");
        }
    }

    private void checkAnswer(RpcMethod method, JsonNode json, JsonNode example, Location place) {
        boolean request = json.path("kind").asText().equals("request");
        int answers = (example.has("result") ? 1 : 0) + (example.has("error") ? 1 : 0);
        if (request && answers != 1) {
            problems.error(place, "an example of a request has either a result or an error", "give one of the two");
        }
        if (!request && answers != 0) {
            problems.error(place, "a notification is not answered", "remove result and error");
        }
        if (request && example.has("error")) {
            checkCode(method, example.path("error").path("code").intValue(), place.at("error"));
        }
    }

    private void checkCode(RpcMethod method, int code, Location place) {
        List<String> declared = method.traits().errors();
        boolean known = declared.stream()
                .map(description.errors()::get)
                .anyMatch(error -> error != null && error.json().path("code").intValue() == code);
        if (!known) {
            problems.error(
                    place.at("code"),
                    "the method names no error with the code " + code,
                    "add the error to its errors, or use the code of one of " + declared);
        }
    }
}
