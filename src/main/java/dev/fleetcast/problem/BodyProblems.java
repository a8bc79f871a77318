package dev.fleetcast.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.fleetcast.problem.BodyReader.BodyTooLargeException;
import dev.fleetcast.problem.Violations.FieldViolation;
import dev.fleetcast.text.JsonFault;
import java.util.Optional;

/** Describes errors in JSON bodies, in place of Jackson's messages, which name classes. */
final class BodyProblems {

    private static final int MAX_CAUSES = 5;

    private BodyProblems() {}

    /** The error, if {@code failure} was caused by reading a body. */
    static Optional<String> behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof StreamConstraintsException beyond) {
                return Optional.of("The body " + JsonFault.of(beyond) + ".");
            }
            if (cause instanceof JsonMappingException mapping
                    && (!(cause.getCause() instanceof JsonProcessingException)
                            // A number that is too large for its field.
                            || cause.getCause() instanceof InputCoercionException)) {
                return Optional.of(mapping(mapping));
            }
            if (cause instanceof JsonProcessingException malformed && !(cause instanceof JsonMappingException)) {
                return Optional.of(
                        (JsonFault.isDuplicate(malformed) ? "The body has a member twice" : "The body is not JSON")
                                + position(malformed) + ".");
            }
        }
        return Optional.empty();
    }

    /** The unknown member of a body, if it caused {@code failure}. */
    static Optional<FieldViolation> unknownMember(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return Optional.of(new FieldViolation(unknown.getPropertyName(), "is not a known field"));
            }
        }
        return Optional.empty();
    }

    static boolean isTooLarge(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private static String mapping(JsonMappingException wrong) {
        StringBuilder path = new StringBuilder();
        for (Reference step : wrong.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty()
                ? "The body does not have the expected form" + position(wrong) + "."
                : "The field " + path + " does not have the expected form.";
    }

    private static String position(JsonProcessingException wrong) {
        return wrong.getLocation() == null
                ? ""
                : " (line " + wrong.getLocation().getLineNr() + ", column "
                        + wrong.getLocation().getColumnNr() + ")";
    }
}
