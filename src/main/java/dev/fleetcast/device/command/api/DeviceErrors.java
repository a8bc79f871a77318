package dev.fleetcast.device.command.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Errors of the device API whose words its clients know. */
final class DeviceErrors {

    private DeviceErrors() {}

    /** A problem with the word that clients look at. */
    static HttpProblem of(Status status, String error, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .with("error", error)
                .build();
    }

    /** 404: the device has no such function or variable. */
    static HttpProblem notFound(String kind, String name) {
        String shown = name.length() > 64 ? name.substring(0, 64) : name;
        return of(
                Status.NOT_FOUND,
                kind + " " + shown + " not found",
                "The device has no such " + kind.toLowerCase(java.util.Locale.ROOT) + ".");
    }

    /** 408: no success in time. */
    static HttpProblem timedOut(String detail) {
        return of(Status.REQUEST_TIMEOUT, "Timed out.", detail);
    }

    /** 403: only the device itself may do this. */
    static HttpProblem onlyTheDevice() {
        return of(Status.FORBIDDEN, "Permission Denied", "Only the device itself may do this, with its device token.");
    }
}
