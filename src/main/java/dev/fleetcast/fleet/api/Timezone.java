package dev.fleetcast.fleet.api;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Validates a time zone known to this Java version, such as {@code America/Chicago}; null is valid. */
@Constraint(validatedBy = Timezone.Known.class)
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER})
@interface Timezone {

    String message() default "must be a time zone such as America/Chicago";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validator. */
    final class Known implements ConstraintValidator<Timezone, String> {

        @Override
        public boolean isValid(String zone, ConstraintValidatorContext context) {
            try {
                return zone == null || ZoneId.of(zone) != null;
            } catch (DateTimeException unknown) {
                return false;
            }
        }
    }
}
