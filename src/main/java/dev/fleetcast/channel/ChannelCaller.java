package dev.fleetcast.channel;

import dev.fleetcast.access.Viewer;
import java.time.Instant;
import java.util.Optional;

/**
 * Who follows a channel or confirms on it.
 *
 * @param viewer the login, where one was needed; what is open ends with its session
 * @param until when the device token ends, where one was needed; what is open ends with it
 * @param device its label: what the request says, else what its device token says
 */
record ChannelCaller(Optional<Viewer> viewer, Optional<Instant> until, Optional<String> device) {}
