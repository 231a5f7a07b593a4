package io.curfew.collector.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Makes an {@link ObjectMapper} speak Curfew's JSON; the application's own is customised by being a bean. */
@Singleton
public final class CurfewJson implements ObjectMapperCustomizer {

    /** A mapper for use outside the application's own, on topics above all. */
    public static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder().build();
        new CurfewJson().customize(mapper);
        return mapper;
    }

    /** Reads the value of a record; JSON's null is malformed like anything else that is no {@code type}. */
    public static <T> T read(ObjectMapper mapper, byte[] json, Class<T> type) throws IOException {
        @Nullable T value = mapper.readValue(json, type);
        if (value == null) {
            throw new IllegalArgumentException("the value is null");
        }
        return value;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new JavaTimeModule());
        mapper.registerModule(new CurfewModule());
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }
}
