package dev.fleetcast.problem;

import dev.fleetcast.problem.Violations.FieldViolation;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;

/**
 * Converts query parameters that are numbers, booleans or times. A malformed value, even an empty one, is a 422 naming
 * the parameter; the framework would answer 404 or read it as false.
 */
@Provider
public class TypedParameters implements ParamConverterProvider {

    private static final String WHOLE_NUMBER = "must be a whole number";
    private static final String TRUE_OR_FALSE = "must be true or false";

    private static final int LAST_YEAR = 9999;
    private static final String TIME = "must be a time, as 2026-02-16T13:51:30Z";

    private static final Map<Class<?>, Kind<?>> KINDS = Map.of(
            int.class, new Kind<>(WHOLE_NUMBER, Integer::valueOf),
            Integer.class, new Kind<>(WHOLE_NUMBER, Integer::valueOf),
            long.class, new Kind<>(WHOLE_NUMBER, Long::valueOf),
            Long.class, new Kind<>(WHOLE_NUMBER, Long::valueOf),
            boolean.class, new Kind<>(TRUE_OR_FALSE, TypedParameters::truth),
            Boolean.class, new Kind<>(TRUE_OR_FALSE, TypedParameters::truth),
            Instant.class, new Kind<>(TIME, TypedParameters::time));

    /** @param parser throws IllegalArgumentException for a malformed value */
    private record Kind<T>(String wanted, Function<String, T> parser) {}

    /** A malformed query parameter. */
    static final class Unreadable extends WebApplicationException {

        private static final long serialVersionUID = 1L;

        private final String parameter;
        private final String wanted;

        private Unreadable(String parameter, String wanted) {
            super(Violations.STATUS);
            this.parameter = parameter;
            this.wanted = wanted;
        }

        FieldViolation violation() {
            return new FieldViolation(parameter, wanted);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the kind matches the type
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Kind<T> kind = (Kind<T>) KINDS.get(type);
        for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
            if (kind != null && annotation instanceof QueryParam parameter) {
                return new Converter<>(parameter.value(), kind);
            }
        }
        return null;
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
        throw new IllegalArgumentException();
    }

    private record Converter<T>(String parameter, Kind<T> kind) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            try {
                return value == null ? null : kind.parser().apply(value.strip());
            } catch (IllegalArgumentException unreadable) {
                throw new Unreadable(parameter, kind.wanted());
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
