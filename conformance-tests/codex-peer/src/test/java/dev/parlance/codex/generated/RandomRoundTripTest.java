package dev.parlance.codex.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.Shape;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.sample.RandomInstances;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every definition of the real schema passes through its class without loss or addition. */
class RandomRoundTripTest {
    private static final int EACH = 20;
    private static final long SEED = 20_261_122;
    /** Enough to see what is wrong. */
    private static final int SHOWN = 20;

    @ParameterizedTest
    @MethodSource
    void nothingIsLostOrAdded(Generated generated, Mapper mapper) {
        Protocol protocol = generated.edition().protocol();
        Generated.Classes classes = generated.classesOf(protocol);
        RandomInstances instances = new RandomInstances(protocol, SEED);
        SameJson same = new SameJson(generated.dropsNulls());
        List<String> changed = new ArrayList<>();
        List<TypeName> without = new ArrayList<>();
        for (TypeName name : protocol.definitions().keySet()) {
            Optional<Class<?>> type = classes.find(name);
            type.ifPresentOrElse(
                    found -> roundTrip(name, found, instances, mapper, same).ifPresent(changed::add),
                    () -> without.add(name));
        }
        assertThat(changed.stream().limit(SHOWN)).isEmpty();
        assertThat(without)
                .as("only a bean's alias may go without a class")
                .allMatch(name -> generated == Generated.BEANS
                        && protocol.definition(name).shape() instanceof Shape.Alias);
    }

    static Stream<Arguments> nothingIsLostOrAdded() {
        return Arrays.stream(Generated.values())
                .flatMap(generated -> Arrays.stream(Mapper.values()).map(mapper -> Arguments.of(generated, mapper)));
    }

    /** The first of the instances that changed. */
    private static Optional<String> roundTrip(
            TypeName name, Class<?> type, RandomInstances instances, Mapper mapper, SameJson same) {
        Optional<String> changed = Optional.empty();
        for (int i = 0; i < EACH; i++) {
            String json = instances.next(name).toString();
            if (changed.isEmpty()) {
                changed = change(name + ": ", json, type, mapper, same);
            }
        }
        return changed;
    }

    private static Optional<String> change(String what, String json, Class<?> type, Mapper mapper, SameJson same) {
        try {
            String written = mapper.around(json, type);
            return same.test(json, written) ? Optional.empty() : Optional.of(what + json + " became " + written);
        } catch (IllegalArgumentException e) {
            return Optional.of(what + json + " is refused: " + e.getMessage());
        }
    }
}
