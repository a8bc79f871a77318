package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.postgresql.Driver;

/** Checks the format of addresses; does not connect to them. */
final class Addresses implements Check {

    private static final String HTTP_PORT = "quarkus.http.port";
    private static final int MAX_PORT = 65_535;
    static final ConfigProblem PORT_TAKEN =
            new ConfigProblem(HTTP_PORT, "names a port that another process already uses", "8081");

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (!settings.texts(RequiredSettings.BOOTSTRAP_SERVERS).stream().allMatch(Addresses::isBroker)) {
            problems.add(new ConfigProblem(
                    RequiredSettings.BOOTSTRAP_SERVERS,
                    "is not a list of host:port separated by commas",
                    RequiredSettings.BOOTSTRAP_SERVERS_EXAMPLE));
        }
        settings.text(RequiredSettings.JDBC_URL)
                .filter(url -> !isDatabase(url))
                .map(url -> new ConfigProblem(
                        RequiredSettings.JDBC_URL,
                        "is not the JDBC URL of a PostgreSQL database",
                        RequiredSettings.JDBC_URL_EXAMPLE))
                .ifPresent(problems::add);
        settings.text(HTTP_PORT)
                .filter(port -> !isPort(port) && !settings.unreadable().contains(HTTP_PORT))
                .map(port -> new ConfigProblem(HTTP_PORT, "is not a port between 0 and " + MAX_PORT, "8080"))
                .ifPresent(problems::add);
        return problems;
    }

    private static boolean isBroker(String address) {
        Integer port = Utils.getPort(address);
        return Utils.getHost(address) != null && port != null && port > 0 && port <= MAX_PORT;
    }

    private static boolean isDatabase(String url) {
        return url.startsWith("jdbc:postgresql:") && Driver.parseURL(url, null) != null;
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT;
    }
}
