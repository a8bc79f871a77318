package dev.fleetcast.channel.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.token.DeviceLogin;
import java.util.Optional;

/**
 * The caller that follows a channel or confirms on it.
 *
 * @param viewer the login, if one was required; feeds end with its session
 * @param token the device token, if one was required; feeds end with it
 * @param device its label: from the request, else from its device token
 */
public record ChannelCaller(Optional<Viewer> viewer, Optional<DeviceLogin> token, Optional<String> device) {}
