package dev.parlance.codex.generated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.rpc.DatabindCodec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The mappers that users bind generated types with. */
enum Mapper {
    /** Jackson 2 as it comes. */
    JACKSON_2 {
        @Override
        String around(String json, Class<?> type) {
            return around2(PLAIN, json, type);
        }
    },
    /** Jackson 2 as the runtime sets it up. */
    RUNTIME {
        @Override
        String around(String json, Class<?> type) {
            return around2(OURS, json, type);
        }
    },
    /** Jackson 3 as it comes. */
    JACKSON_3 {
        @Override
        String around(String json, Class<?> type) {
            try {
                return PLAIN_3.writeValueAsString(PLAIN_3.readValue(json, type));
            } catch (JacksonException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    };

    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper OURS = DatabindCodec.newMapper();
    private static final JsonMapper PLAIN_3 = JsonMapper.builder().build();

    /**
     * What is written after reading.
     *
     * @throws IllegalArgumentException if it cannot be read or written, with the mapper's words
     */
    abstract String around(String json, Class<?> type);

    private static String around2(ObjectMapper mapper, String json, Class<?> type) {
        try {
            return mapper.writeValueAsString(mapper.readValue(json, type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
