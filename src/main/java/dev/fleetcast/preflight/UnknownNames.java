package dev.fleetcast.preflight;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Detects {@code fleetcast.*} names that are not settings: an operator who writes {@code FLEETCAST_PRODUCTON=true}
 * relies on an effect that the name does not have.
 */
final class UnknownNames {

    private static final String PRODUCTION = "fleetcast.production";
    private static final String OURS = "FLEETCAST_";
    private static final Pattern PROFILE = Pattern.compile("^%[^.]*\\.");
    private static final Pattern INDEX = Pattern.compile("_[0-9]+_$");

    /** The variables Kubernetes sets for each pod beside a service whose name is fleetcast or starts with it. */
    private static final Pattern SERVICE_LINK = Pattern.compile("FLEETCAST(_[A-Z0-9]+)*?_"
            + "(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private static final Set<String> SETTINGS = new TreeSet<>();
    private static final Set<String> PREFIXES = new TreeSet<>();

    /** Settings of dev mode, whose classes are not part of the package. */
    private static final List<String> OF_DEV_MODE =
            List.of("fleetcast.demo.replay.", "fleetcast.demo.devices.", "fleetcast.dev.");

    static {
        SETTINGS.add(ConfigProblem.variable(PRODUCTION));
        OF_DEV_MODE.stream().map(ConfigProblem::variable).forEach(PREFIXES::add);
        TypedProperties.classes()
                .map(ConfigClass::configClass)
                .flatMap(mapping -> ConfigMappings.getProperties(mapping).keySet().stream())
                .forEach(UnknownNames::learn);
    }

    private UnknownNames() {}

    private static void learn(String property) {
        int keyed = property.indexOf(".*");
        if (keyed >= 0) {
            PREFIXES.add(ConfigProblem.variable(property.substring(0, keyed + 1)));
        } else {
            SETTINGS.add(ConfigProblem.variable(property.replace("[*]", "")));
        }
    }

    /** The unknown names that prevent a start: all in production, elsewhere only a misspelt {@code fleetcast.production}. */
    static List<ConfigProblem> stopping(Settings settings) {
        boolean production = settings.isOn(PRODUCTION);
        return in(settings).stream()
                .filter(problem -> production || problem.fault().endsWith(ConfigProblem.variable(PRODUCTION)))
                .toList();
    }

    /** All unknown names. */
    static List<ConfigProblem> in(Settings settings) {
        Set<String> names = StreamSupport.stream(
                        settings.config().getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .map(name -> PROFILE.matcher(name).replaceFirst(""))
                .collect(Collectors.toCollection(TreeSet::new));
        List<ConfigProblem> problems = new ArrayList<>();
        Set<String> reported = new TreeSet<>();
        for (String name : names) {
            String variable = ConfigProblem.variable(name);
            if (isUnknown(variable) && reported.add(variable)) {
                problems.add(problem(name));
            }
        }
        return problems;
    }

    /** The problem of an unknown name, with the most similar setting. */
    static ConfigProblem problem(String name) {
        String variable = ConfigProblem.variable(name);
        String nearest = SETTINGS.stream()
                .filter(setting -> distance(variable, setting) <= variable.length() / 3)
                .min((one, another) -> distance(variable, one) - distance(variable, another))
                .map(setting -> "; the nearest one is " + setting)
                .orElse("");
        return new ConfigProblem(name, "is not a setting of this version" + nearest, "");
    }

    private static boolean isUnknown(String variable) {
        return variable.startsWith(OURS)
                && !SETTINGS.contains(INDEX.matcher(variable).replaceFirst(""))
                && PREFIXES.stream().noneMatch(variable::startsWith)
                && !SERVICE_LINK.matcher(variable).matches();
    }

    /** The number of characters to insert, delete or replace to turn one text into the other. */
    private static int distance(String one, String another) {
        int[] row = new int[another.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == another.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[another.length()];
    }
}
