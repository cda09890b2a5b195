package dev.parlance.codegen.read.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.TypeName;
import org.junit.jupiter.api.Test;

class RefResolverTest {
    private final RefResolver refs = RefResolver.below("#/$defs/");
    private final Location from = new Location("x.json", "");

    @Test
    void readsTheEscapesOfJsonPointer() {
        assertThat(refs.resolve("#/$defs/a~1b~01", from)).isEqualTo(TypeName.of("a/b~1"));
    }

    @Test
    void staysBelowItsPlace() {
        assertThat(refs.resolve("#/$defs/A/properties/x", from)).isNull();
        assertThat(refs.resolve("#/definitions/A", from)).isNull();
        assertThat(refs.resolve("#/$defs/", from)).isNull();
        assertThat(refs.resolve("other.json#/$defs/A", from)).isNull();
    }
}
