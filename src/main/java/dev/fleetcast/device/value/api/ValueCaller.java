package dev.fleetcast.device.value.api;

import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.value.ValueName;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;

/** Whose value a request means. */
final class ValueCaller {

    private ValueCaller() {}

    /**
     * The value of that name, of the caller's client.
     *
     * @param clientId the client, or null if the caller has only one
     * @throws HttpProblem 400 for a name that no value can have, 404 for another client, 409 if it must be named
     */
    static ValueName name(RoutingContext request, String name, Long clientId) {
        if (!ValueName.isName(name)) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "The name of a value must be 1 to 64 letters, digits and the characters . _ ~ -");
        }
        return client(request, clientId)
                .map(client -> new ValueName(client, name))
                .orElseThrow(() -> HttpProblem.valueOf(
                        Status.NOT_FOUND,
                        "This login belongs to no client, so it has no values. Use the login of a client."));
    }

    /** The caller's client, see {@link #name}; empty for an administrator who belongs to none. */
    static Optional<Long> client(RoutingContext request, Long clientId) {
        Set<Long> clients = DeviceCaller.of(request).clients();
        if (clientId != null) {
            if (!clients.contains(clientId)) {
                throw notFound();
            }
            return Optional.of(clientId);
        }
        if (clients.size() > 1) {
            throw HttpProblem.valueOf(
                    Status.CONFLICT, "You belong to several clients; name one with the query parameter client_id.");
        }
        return clients.stream().findFirst();
    }

    /**
     * The name of the caller in what it changes.
     *
     * @throws HttpProblem 403 for a device
     */
    static String user(RoutingContext request) {
        DeviceCaller caller = DeviceCaller.of(request);
        if (caller.isDevice()) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN, "Devices set values by events; only users may change them here.");
        }
        return caller.name();
    }

    static HttpProblem notFound() {
        return HttpProblem.valueOf(Status.NOT_FOUND, "There is no such value.");
    }
}
