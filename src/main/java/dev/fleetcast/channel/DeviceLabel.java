package dev.fleetcast.channel;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a device calls itself: a number of its own making, an IMEI, a name. */
final class DeviceLabel {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~:@+-]{1,128}");

    private DeviceLabel() {}

    /**
     * From the header {@code device}, else from the query parameter, for browsers' {@code EventSource}.
     *
     * @throws HttpProblem 400 for what is no label
     */
    static Optional<String> of(HttpServerRequest request) {
        return of(request, null);
    }

    /**
     * As {@link #of(HttpServerRequest)}; without the header from a field of a form, if that is not null.
     *
     * @throws HttpProblem 400 for what is no label
     */
    static Optional<String> of(HttpServerRequest request, String formField) {
        Optional<String> label = Optional.ofNullable(request.getHeader("device"))
                .or(() -> Optional.ofNullable(formField))
                .or(() -> Optional.ofNullable(request.getParam("device")));
        if (label.isPresent() && !isLabel(label.get())) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST, "A device has a label of 1 to 128 letters, digits and . _ ~ : @ + -");
        }
        return label;
    }

    static boolean isLabel(String text) {
        return FORM.matcher(text).matches();
    }
}
