package dev.fleetcast.channel.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.regex.Pattern;

/** A device's own label: a generated number, an IMEI, a name. */
public final class DeviceLabel {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~:@+-]{1,128}");

    private DeviceLabel() {}

    /**
     * Reads the label from the header {@code device}, else from the query parameter, for browsers' {@code EventSource}.
     *
     * @throws HttpProblem 400 for an invalid label
     */
    public static Optional<String> of(HttpServerRequest request) {
        return of(request, null);
    }

    /**
     * Like {@link #of(HttpServerRequest)}; a non-null form field takes precedence over the query parameter.
     *
     * @throws HttpProblem 400 for an invalid label
     */
    public static Optional<String> of(HttpServerRequest request, String formField) {
        Optional<String> label = Optional.ofNullable(request.getHeader("device"))
                .or(() -> Optional.ofNullable(formField))
                .or(() -> Optional.ofNullable(request.getParam("device")));
        if (label.isPresent() && !isLabel(label.get())) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "A device label must consist of 1 to 128 letters, digits and the characters . _ ~ : @ + - only.");
        }
        return label;
    }

    static boolean isLabel(String text) {
        return FORM.matcher(text).matches();
    }
}
