package dev.fleetcast.preflight;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Checks that at least one broker's host name resolves. The application waits for a broker that does not respond, but
 * Kafka's clients refuse to start if no host name resolves.
 */
final class BrokerNameCheck implements Check {

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        boolean found = settings.texts(RequiredSettings.BOOTSTRAP_SERVERS).stream()
                .map(Utils::getHost)
                .anyMatch(BrokerNameCheck::isKnown);
        return found
                ? List.of()
                : List.of(new ConfigProblem(
                        RequiredSettings.BOOTSTRAP_SERVERS,
                        "names no host that can be resolved",
                        RequiredSettings.BOOTSTRAP_SERVERS_EXAMPLE));
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
