package dev.fleetcast.registry.admin;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * One line of plain text, such as a name: no line ends, no other control characters, no characters that change the text
 * direction, no lone surrogates. Such text can be displayed, logged and streamed without forging other content.
 */
@Pattern(regexp = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER, TYPE_USE})
public @interface OneLine {

    /** The message for the client. */
    String message() default "must be one line without control characters";

    /** Required by Bean Validation. */
    Class<?>[] groups() default {};

    /** Required by Bean Validation. */
    Class<? extends Payload>[] payload() default {};
}
