package dev.fleetcast.channel;

import dev.fleetcast.access.Caller;
import dev.fleetcast.access.Callers;
import dev.fleetcast.access.DeviceLogin;
import dev.fleetcast.access.Roles;
import dev.fleetcast.sse.LastEventId;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.Startup;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides who may do what on a channel. Public channels ask for nothing; what is shown all the same must be valid, so that
 * nobody takes a token for good that is not. Safe for use by any thread.
 */
@Startup
@ApplicationScoped
class ChannelGate {

    private static final String PUBLIC_IN_THE_DEMO = "CHANNEL_.*";

    private final Optional<Pattern> publicNames;
    private final Callers callers;

    @Inject
    ChannelGate(
            ChannelConfig config,
            @ConfigProperty(name = "fleetcast.demo.data", defaultValue = "false") boolean demo,
            Callers callers) {
        this.publicNames = config.publicNames()
                .or(() -> demo ? Optional.of(PUBLIC_IN_THE_DEMO) : Optional.empty())
                .map(Pattern::compile);
        this.callers = callers;
    }

    /** Whether nothing on this channel needs a login. */
    boolean isPublic(ChannelName channel) {
        return publicNames
                .filter(names -> names.matcher(channel.value()).matches())
                .isPresent();
    }

    /** Fails with 401 or 403 when the request may not push to the channel. */
    Uni<Void> mayPush(RoutingContext request, ChannelName channel) {
        if (isPublic(channel)) {
            return callers.byHeader(request).replaceWithVoid();
        }
        return callers.of(request).invoke(ChannelGate::requirePublisher).replaceWithVoid();
    }

    /**
     * Who follows; fails with 401 or 403 when the request may not.
     *
     * @param device what the request says of itself, see {@link DeviceLabel}
     */
    Uni<ChannelCaller> mayFollow(RoutingContext request, List<ChannelName> channels, Optional<String> device) {
        boolean free = channels.stream().allMatch(this::isPublic);
        boolean reconnect = LastEventId.of(request.request()).isPresent();
        return callers.ofFeed(request, !free, reconnect).map(caller -> channelCaller(caller, free, device));
    }

    /** Who confirms; likewise. */
    Uni<ChannelCaller> mayConfirm(RoutingContext request, ChannelName channel, Optional<String> device) {
        boolean free = isPublic(channel);
        return (free ? callers.byHeader(request) : callers.of(request))
                .map(caller -> channelCaller(caller, free, device));
    }

    private static ChannelCaller channelCaller(Caller caller, boolean free, Optional<String> device) {
        if (!free && caller.isNobody()) {
            throw new UnauthorizedException();
        }
        Optional<String> ofToken = caller.device().map(DeviceLogin::device);
        requireOwnToken(ofToken, device);
        return new ChannelCaller(
                free ? Optional.empty() : caller.viewer(),
                free ? Optional.empty() : caller.device().map(DeviceLogin::expiresAt),
                device.or(() -> ofToken));
    }

    private static void requirePublisher(Caller caller) {
        if (caller.isNobody()) {
            throw new UnauthorizedException();
        }
        boolean publisher = caller.viewer()
                .filter(viewer -> viewer.roles().contains(Roles.PUBLISHER))
                .isPresent();
        if (!publisher) {
            throw HttpProblem.valueOf(Status.FORBIDDEN, "Only publishers may push to this channel");
        }
    }

    private static void requireOwnToken(Optional<String> ofToken, Optional<String> device) {
        boolean another = ofToken.isPresent() && device.isPresent() && !device.equals(ofToken);
        if (another) {
            throw HttpProblem.valueOf(Status.FORBIDDEN, "The token is another device's");
        }
    }
}
