package dev.fleetcast.channel.api;

import dev.fleetcast.access.Roles;
import dev.fleetcast.access.request.Caller;
import dev.fleetcast.access.request.Callers;
import dev.fleetcast.access.token.DeviceLogin;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.PublicChannels;
import dev.fleetcast.channel.log.PublicRates;
import dev.fleetcast.sse.LastEventId;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;

/**
 * Authorizes requests on channels. Public channels need no credentials; credentials that are sent anyway must be valid,
 * so that a caller does not mistake an invalid token for a valid one.
 */
@ThreadSafe
@ApplicationScoped
public class ChannelGate {

    private final PublicChannels open;
    private final PublicRates rates;
    private final Callers callers;

    ChannelGate(PublicChannels open, PublicRates rates, Callers callers) {
        this.open = open;
        this.rates = rates;
        this.callers = callers;
    }

    /**
     * Fails with 401 or 403 if the request may not push to the channel, and with 429 if its address exceeds the rate
     * without a login.
     *
     * @param size the size of the pushed data, in bytes
     */
    public Uni<Void> mayPush(RoutingContext request, ChannelName channel, long size) {
        if (open.include(channel.value())) {
            return callers.byHeader(request)
                    .invoke(caller -> count(request, caller, size))
                    .replaceWithVoid();
        }
        return callers.of(request).invoke(ChannelGate::requirePublisher).replaceWithVoid();
    }

    /**
     * Returns the caller that follows the channels; fails with 401 or 403 if it may not.
     *
     * @param device the label in the request, see {@link DeviceLabel}
     */
    Uni<ChannelCaller> mayFollow(RoutingContext request, List<ChannelName> channels, Optional<String> device) {
        boolean free = channels.stream().map(ChannelName::value).allMatch(open::include);
        boolean reconnect = LastEventId.of(request.request()).isPresent();
        return callers.ofFeed(request, !free, reconnect).map(caller -> channelCaller(caller, free, device));
    }

    /**
     * Returns the caller that confirms; fails with 401 or 403 if it may not, and with 429 if its address exceeds the
     * rate without a login.
     */
    public Uni<ChannelCaller> mayConfirm(RoutingContext request, ChannelName channel, Optional<String> device) {
        boolean free = open.include(channel.value());
        return (free ? callers.byHeader(request) : callers.of(request))
                .invoke(caller -> {
                    if (free) {
                        count(request, caller, 0);
                    }
                })
                .map(caller -> channelCaller(caller, free, device));
    }

    private void count(RoutingContext request, Caller caller, long size) {
        if (caller.isAnonymous()) {
            rates.count(request.request().remoteAddress(), size);
        }
    }

    private static ChannelCaller channelCaller(Caller caller, boolean free, Optional<String> device) {
        if (!free && caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        Optional<String> ofToken = caller.device().map(DeviceLogin::device);
        requireOwnToken(ofToken, device);
        return new ChannelCaller(
                free ? Optional.empty() : caller.viewer(),
                free ? Optional.empty() : caller.device(),
                device.or(() -> ofToken));
    }

    private static void requirePublisher(Caller caller) {
        if (caller.isAnonymous()) {
            throw new UnauthorizedException();
        }
        boolean publisher = caller.viewer()
                .filter(viewer -> viewer.roles().contains(Roles.PUBLISHER))
                .isPresent();
        if (!publisher) {
            throw HttpProblem.valueOf(Status.FORBIDDEN, "Only publishers may push to this channel.");
        }
    }

    private static void requireOwnToken(Optional<String> ofToken, Optional<String> device) {
        boolean another = ofToken.isPresent() && device.isPresent() && !device.equals(ofToken);
        if (another) {
            throw HttpProblem.valueOf(
                    Status.FORBIDDEN,
                    "The token belongs to another device. Send the label of the device it was issued to.");
        }
    }
}
