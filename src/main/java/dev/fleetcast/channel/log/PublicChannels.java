package dev.fleetcast.channel.log;

import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Determines which channels need no login. */
@ThreadSafe
@Startup
@ApplicationScoped
public class PublicChannels {

    private static final String PUBLIC_IN_THE_DEMO = "CHANNEL_.*";

    private final Optional<Pattern> names;

    public @Inject PublicChannels(
            ChannelConfig config, @ConfigProperty(name = "fleetcast.demo.data", defaultValue = "false") boolean demo) {
        this.names = config.publicNames()
                .or(() -> demo ? Optional.of(PUBLIC_IN_THE_DEMO) : Optional.empty())
                .map(Pattern::compile);
    }

    /** True if the channel needs no login. */
    public boolean include(String name) {
        return names.filter(pattern -> pattern.matcher(name).matches()).isPresent();
    }
}
