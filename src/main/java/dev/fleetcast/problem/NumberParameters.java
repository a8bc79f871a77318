package dev.fleetcast.problem;

import dev.fleetcast.problem.Violations.FieldViolation;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

/** Query parameters that are numbers: what is none is told as such, where the framework would answer 404. */
@Provider
public class NumberParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> PARSERS = Map.of(
            int.class, Integer::valueOf,
            Integer.class, Integer::valueOf,
            long.class, Long::valueOf,
            Long.class, Long::valueOf);

    /** A query parameter that cannot be read. */
    static final class Unreadable extends WebApplicationException {

        private static final long serialVersionUID = 1L;

        private final String parameter;

        private Unreadable(String parameter) {
            super(Violations.STATUS);
            this.parameter = parameter;
        }

        FieldViolation violation() {
            return new FieldViolation(parameter, "must be a whole number");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the parser is that of the type
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Function<String, T> parser = (Function<String, T>) PARSERS.get(type);
        for (Annotation annotation : annotations == null ? new Annotation[0] : annotations) {
            if (parser != null && annotation instanceof QueryParam parameter) {
                return new Converter<>(parameter.value(), parser);
            }
        }
        return null;
    }

    private record Converter<T>(String parameter, Function<String, T> parser) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            try {
                return value == null ? null : parser.apply(value.strip());
            } catch (NumberFormatException noNumber) {
                throw new Unreadable(parameter);
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
