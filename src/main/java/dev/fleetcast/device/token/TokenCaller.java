package dev.fleetcast.device.token;

import dev.fleetcast.access.opaque.AccessToken;
import dev.fleetcast.access.opaque.AccessTokens;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A user with an access token. */
record TokenCaller(AccessToken token, AccessTokens tokens) implements DeviceCaller {

    @Override
    public OptionalLong userId() {
        return OptionalLong.of(token.userId());
    }

    @Override
    public Optional<Device> device() {
        return Optional.empty();
    }

    @Override
    public Set<Long> clients() {
        return tokens.clients(token);
    }

    @Override
    public boolean isLive() {
        return tokens.isLive(token);
    }

    @Override
    public String credentials() {
        return token.id().session();
    }
}
