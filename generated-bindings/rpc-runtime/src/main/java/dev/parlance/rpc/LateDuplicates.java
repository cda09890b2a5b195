package dev.parlance.rpc;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.CreatorProperty;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import java.util.Iterator;

/**
 * Ignores a member of a record that comes again when the record has been made: without this databind refuses it, as
 * there is no setter, while one that comes again earlier is let through.
 */
final class LateDuplicates extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public BeanDeserializerBuilder updateBuilder(
            DeserializationConfig config, BeanDescription description, BeanDeserializerBuilder builder) {
        if (description.getBeanClass().isRecord()) {
            for (Iterator<SettableBeanProperty> each = builder.getProperties(); each.hasNext(); ) {
                if (each.next() instanceof CreatorProperty component) {
                    component.setFallbackSetter(new Ignored(component));
                }
            }
        }
        return builder;
    }

    private static final class Ignored extends SettableBeanProperty.Delegating {
        private static final long serialVersionUID = 1L;

        Ignored(SettableBeanProperty property) {
            super(property);
        }

        @Override
        protected SettableBeanProperty withDelegate(SettableBeanProperty property) {
            return new Ignored(property);
        }

        @Override
        public void fixAccess(DeserializationConfig config) {
            // The component's own business, which passes the call on to its fallback: this.
        }

        @Override
        public void set(Object instance, Object value) {
            // The first one counts.
        }

        @Override
        public Object setAndReturn(Object instance, Object value) {
            return instance;
        }
    }
}
