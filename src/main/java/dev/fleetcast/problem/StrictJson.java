package dev.fleetcast.problem;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/**
 * Requires a body to be one JSON value without trailing content. Unknown members are ignored, except for types with
 * {@code @JsonIgnoreProperties(ignoreUnknown = false)}, where a typo would change the meaning.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).addHandler(new UnknownMembers());
    }

    private static final class UnknownMembers extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            Class<?> type = beanOrClass instanceof Class<?> known ? known : beanOrClass.getClass();
            JsonIgnoreProperties said = type.getAnnotation(JsonIgnoreProperties.class);
            if (said != null && !said.ignoreUnknown()) {
                throw UnrecognizedPropertyException.from(parser, beanOrClass, name, List.of());
            }
            return false;
        }
    }
}
