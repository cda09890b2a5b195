package dev.parlance.codegen.java;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The two mappers that generated types have to behave the same on, as they come. */
enum TestMapper {
    JACKSON_2 {
        @Override
        <T> T read(String json, Class<T> type) {
            try {
                return MAPPER_2.readValue(json, type);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        @Override
        String write(Object value) {
            try {
                return MAPPER_2.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    },
    JACKSON_3 {
        @Override
        <T> T read(String json, Class<T> type) {
            try {
                return MAPPER_3.readValue(json, type);
            } catch (tools.jackson.core.JacksonException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }

        @Override
        String write(Object value) {
            return MAPPER_3.writeValueAsString(value);
        }
    };

    private static final ObjectMapper MAPPER_2 = new ObjectMapper();
    private static final JsonMapper MAPPER_3 = JsonMapper.builder().build();

    /**
     * Reads.
     *
     * @throws IllegalArgumentException if the text is not the type's, with the mapper's exception as its cause
     */
    abstract <T> T read(String json, Class<T> type);

    abstract String write(Object value);

    /** What is written after reading. */
    String around(String json, Class<?> type) {
        return write(read(json, type));
    }
}
