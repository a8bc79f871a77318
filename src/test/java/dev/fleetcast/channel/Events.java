package dev.fleetcast.channel;

import dev.fleetcast.testing.Settings;
import java.util.HashMap;
import java.util.Map;

/** Events and settings for unit tests. */
final class Events {

    private Events() {}

    /** The documented defaults, overridden by pairs of unprefixed names and values. */
    static ChannelConfig config(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("fleetcast.channel." + settings[i], settings[i + 1]);
        }
        return Settings.of(ChannelConfig.class, all);
    }

    static ChannelEvent event(long position, String channel, String data) {
        return new ChannelEvent(position, 1_000 + position, channel, EventContent.of(data));
    }

    static ChannelEvent named(long position, String channel, String id) {
        return new ChannelEvent(
                position,
                1_000 + position,
                channel,
                new EventContent(null, id, null, "d" + position, null, null, null));
    }
}
