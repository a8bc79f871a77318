package dev.fleetcast.problem;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.fleetcast.problem.Violations.FieldViolation;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Requires a body to be one JSON value without duplicate members or trailing content, and an id to be a whole number:
 * 1.5 must not become 1. Unknown members are ignored, except for types with
 * {@code @JsonIgnoreProperties(ignoreUnknown = false)}, where a typo would change the meaning.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {

    /** The unknown members of the body that this thread reads; unset outside of a body. */
    private static final ThreadLocal<List<FieldViolation>> FOUND = new ThreadLocal<>();

    @Override
    public void customize(ObjectMapper mapper) {
        // Jackson cannot set a component of a record twice, and blames the record: an internal error.
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addHandler(new UnknownMembers());
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
            if (said == null || said.ignoreUnknown()) {
                return false;
            }
            if (FOUND.get() == null) {
                throw UnrecognizedPropertyException.from(parser, beanOrClass, name, List.of());
            }
            FOUND.get().add(new FieldViolation(name, "is not a known field"));
            parser.skipChildren();
            return true;
        }
    }

    /** Reads a body to its end, so that one answer has all its unknown members and all its invalid values. */
    @Provider
    public static class WholeBodies implements ReaderInterceptor {

        private final Validator validator;

        WholeBodies(Validator validator) {
            this.validator = validator;
        }

        @Override
        public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
            List<FieldViolation> violations = new ArrayList<>();
            FOUND.set(violations);
            try {
                Object body = context.proceed();
                if (!violations.isEmpty()) {
                    validator.validate(body).stream().map(Violations::of).forEach(violations::add);
                    throw Violations.problem(violations);
                }
                return body;
            } finally {
                FOUND.remove();
            }
        }
    }
}
