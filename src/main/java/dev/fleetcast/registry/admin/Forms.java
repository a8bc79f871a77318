package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.fleetcast.text.JsonFault;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads forms strictly: no unknown and no duplicate fields, no type conversion. */
@ThreadSafe
@ApplicationScoped
public class Forms {

    private static final ObjectMapper STRICT = strict();

    private final Validator validator;

    Forms(Validator validator) {
        this.validator = validator;
    }

    /** Parses the body as a tree. */
    ObjectNode parse(InputStream body) {
        try {
            if (STRICT.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body " + JsonFault.of(notJson) + ".");
        } catch (IOException cutOff) {
            throw unreadable();
        }
        throw unreadable();
    }

    /** Parses a list. */
    ArrayNode parseList(byte[] body) {
        try {
            if (STRICT.readTree(body) instanceof ArrayNode list) {
                return list;
            }
        } catch (JsonProcessingException notJson) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body " + JsonFault.of(notJson) + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        throw HttpProblem.valueOf(Status.BAD_REQUEST, "The body must be one JSON array of objects.");
    }

    /** The form in the tree; empty if it is invalid, with the errors of all its fields added to the findings. */
    public <F extends RegistryForm> Optional<F> read(ObjectNode tree, Class<F> type, Findings findings) {
        ObjectNode readable = tree.deepCopy();
        Set<String> unreadable = new HashSet<>();
        Optional<F> form = Optional.empty();
        // Each round takes out one field that cannot be read.
        for (int round = 0; form.isEmpty() && round <= tree.size(); round++) {
            form = convert(readable, type, findings, unreadable);
        }
        form.map(validator::validate).orElse(Set.of()).stream()
                .filter(violation -> !unreadable.contains(fieldOf(violation)))
                .forEach(violation -> findings.invalid(fieldOf(violation), violation.getMessage()));
        return form.filter(valid -> findings.isEmpty());
    }

    private <F> Optional<F> convert(ObjectNode tree, Class<F> type, Findings findings, Set<String> unreadable) {
        try {
            return Optional.of(STRICT.treeToValue(tree, type));
        } catch (JsonMappingException wrong) {
            String field = fieldOf(wrong);
            findings.invalid(field, messageOf(wrong));
            unreadable.add(field);
            tree.remove(field);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return Optional.empty();
    }

    private static String messageOf(JsonMappingException wrong) {
        if (wrong instanceof UnrecognizedPropertyException) {
            return "is not a known field";
        }
        return wrong instanceof MismatchedInputException mismatch
                ? "must be " + expected(mismatch.getTargetType())
                : "is out of range";
    }

    /** The form as a tree, without write-only fields. */
    ObjectNode tree(RegistryForm form) {
        return STRICT.valueToTree(form);
    }

    /** Applies a JSON merge patch (RFC 7396) to the tree; forms contain no objects. */
    static ObjectNode merged(ObjectNode tree, ObjectNode patch) {
        return tree.deepCopy().setAll(patch);
    }

    private static HttpProblem unreadable() {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The body must be one JSON object.");
    }

    private static String fieldOf(ConstraintViolation<?> violation) {
        String component = violation.getPropertyPath().iterator().next().getName();
        return FieldNames.of(violation.getRootBeanClass(), component);
    }

    private static String fieldOf(JsonMappingException failure) {
        return failure.getPath().isEmpty() ? "" : failure.getPath().get(0).getFieldName();
    }

    private static String expected(Class<?> type) {
        if (type == Long.class) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "a list" : "text";
    }

    private static ObjectMapper strict() {
        JsonMapper.Builder mapper = JsonMapper.builder()
                .propertyNamingStrategy(FieldNames.STRATEGY)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .configure(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION, false);
        for (LogicalType type : new LogicalType[] {LogicalType.Textual, LogicalType.Integer, LogicalType.Boolean}) {
            mapper.withCoercionConfig(type, coercion -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                    coercion.setCoercion(shape, CoercionAction.Fail);
                }
            });
        }
        return mapper.build();
    }
}
