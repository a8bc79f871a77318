package dev.fleetcast.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Checks which stores have device events, and which of them must have one before it is confirmed. */
final class SinksCheck implements Check {

    private static final String ACK_AFTER = "fleetcast.device.ack-after";
    private static final String TS_MEMBERS = "fleetcast.device.ts-members";
    private static final String MYSQL = "fleetcast.device.sinks.mysql.url";
    private static final String MONGODB = "fleetcast.device.sinks.mongodb.url";
    private static final String TABLE = "fleetcast.device.sinks.mysql.table-name";
    private static final String COLUMNS = "fleetcast.device.sinks.mysql.table-columns";

    private static final String PART = "[0-9A-Za-z_$\\u0080-\\uffff]{1,64}";
    private static final String COLUMN = PART + "\\s*=\\s*(coreid|name|published_at|data(\\.[^.=]+)*)";

    /** What must be set for a store to be there; PostgreSQL always is. */
    private static final Map<String, String> STORES = Map.of("mysql", MYSQL, "mongodb", MONGODB);

    @Override
    public List<ConfigProblem> problems(Settings settings) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String store : settings.texts(ACK_AFTER)) {
            if (STORES.containsKey(store)) {
                if (settings.text(STORES.get(store)).isEmpty()) {
                    problems.add(new ConfigProblem(
                            ACK_AFTER,
                            "names " + store + ", but " + ConfigProblem.variable(STORES.get(store)) + " is not set",
                            ""));
                }
            } else if (!store.equals("postgresql")) {
                problems.add(new ConfigProblem(
                        ACK_AFTER, "has other values than postgresql, mysql and mongodb", "postgresql,mysql"));
            }
        }
        unless(
                settings,
                MYSQL,
                url -> url.matches("jdbc:(mysql|mariadb):.+"),
                problems,
                "does not start with jdbc:mysql: or jdbc:mariadb:",
                "jdbc:mysql://database:3306/fleet");
        unless(
                settings,
                MONGODB,
                url -> url.matches("mongodb(\\+srv)?://.+"),
                problems,
                "does not start with mongodb:// or mongodb+srv://",
                "mongodb://database:27017");
        unless(
                settings,
                TABLE,
                name -> name.matches(PART + "(\\." + PART + ")?"),
                problems,
                "is not the name of a table",
                "example02");
        checkPairs(settings, problems);
        return problems;
    }

    private static void checkPairs(Settings settings, List<ConfigProblem> problems) {
        boolean hasTable = settings.text(TABLE).isPresent();
        List<String> columns = settings.texts(COLUMNS);
        if (hasTable && columns.isEmpty() || !columns.stream().allMatch(column -> column.matches(COLUMN))) {
            problems.add(new ConfigProblem(
                    COLUMNS,
                    "is not a list of columns and their sources",
                    "device=coreid,ts=published_at,counter=data.counter"));
        }
        if (!settings.texts(TS_MEMBERS).stream().allMatch(pair -> pair.matches("[^=]*=[^=]+"))) {
            problems.add(new ConfigProblem(TS_MEMBERS, "is not a list of name starts and members", "door/=opened_at"));
        }
    }

    private static void unless(
            Settings settings,
            String property,
            Predicate<String> isFine,
            List<ConfigProblem> problems,
            String fault,
            String example) {
        settings.text(property)
                .filter(isFine.negate())
                .ifPresent(wrong -> problems.add(new ConfigProblem(property, fault, example)));
    }
}
