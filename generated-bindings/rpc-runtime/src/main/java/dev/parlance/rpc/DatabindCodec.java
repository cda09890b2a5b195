package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.ser.BeanSerializerFactory;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Binds records and other classes by Jackson databind. Unknown members are ignored, numbers of untyped values stay
 * exact, and a scalar of another JSON type is refused, not converted.
 *
 * <pre>{@code
 * Peer peer = Peer.builder(transport).codec(new DatabindCodec()).start();
 * }</pre>
 *
 * <p>Databind is loaded with the first value, not before. Thread-safe; one for many peers saves start-up time.
 */
public final class DatabindCodec implements Codec {
    private final Supplier<ObjectMapper> source;
    private volatile @Nullable Bindings bindings;

    /** With a mapper of its own. */
    public DatabindCodec() {
        this(DatabindCodec::newMapper);
    }

    /**
     * With a mapper of the caller's, asked for when the first value comes. It must write neither indentation nor line
     * breaks, and must not close what it writes to.
     */
    public DatabindCodec(Supplier<ObjectMapper> mapper) {
        source = mapper;
    }

    /** A mapper as this codec uses it, for callers who want the same rules elsewhere or want to add to them. */
    public static ObjectMapper newMapper() {
        // By the constructor, since a module would cost classes at start-up.
        ObjectMapper mapper = new ObjectMapper(
                        null,
                        null,
                        new DefaultDeserializationContext.Impl(
                                BeanDeserializerFactory.instance.withDeserializerModifier(new LateDuplicates())))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
        mapper.setSerializerFactory(BeanSerializerFactory.instance.withAdditionalSerializers(new EncodedSerializers()));
        mapper.setConfig(mapper.getDeserializationConfig().without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
        for (CoercionInputShape shape : new CoercionInputShape[] {
            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T read(JsonParser parser, Class<T> type) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (type == Void.class) {
            parser.skipChildren();
            return null;
        }
        try {
            return (T) bindings().readers.get(type).readValue(parser);
        } catch (JsonMappingException e) {
            throw MismatchText.exception(e);
        }
    }

    @Override
    public void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else {
            bindings().writers.get(value.getClass()).writeValue(generator, value);
        }
    }

    private Bindings bindings() {
        Bindings ready = bindings;
        return ready != null ? ready : load();
    }

    private synchronized Bindings load() {
        Bindings ready = bindings;
        if (ready == null) {
            ready = new Bindings(source.get());
            bindings = ready;
        }
        return ready;
    }

    /** Writes what is encoded already. */
    private static final class EncodedSerializers extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return type.hasRawClass(EncodedJson.class) ? new EncodedSerializer() : null;
        }
    }

    private static final class EncodedSerializer extends JsonSerializer<EncodedJson> {
        @Override
        public void serialize(EncodedJson value, JsonGenerator generator, SerializerProvider serializers)
                throws IOException {
            generator.writeRawValue(value);
        }
    }

    /** Readers and writers, made once a class. */
    private static final class Bindings {
        final ClassValue<ObjectReader> readers;
        final ClassValue<ObjectWriter> writers;

        Bindings(ObjectMapper mapper) {
            readers = new ClassValue<>() {
                @Override
                protected ObjectReader computeValue(Class<?> type) {
                    return mapper.readerFor(type);
                }
            };
            writers = new ClassValue<>() {
                @Override
                protected ObjectWriter computeValue(Class<?> type) {
                    return mapper.writerFor(type);
                }
            };
        }
    }
}
