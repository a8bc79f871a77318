package dev.fleetcast.project;

import dev.fleetcast.project.ConfigurationTable.Row;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The configuration in the source code: the mapping interfaces, their defaults and their Javadoc. */
final class ConfigurationSources {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String ROOT = "fleetcast.";

    private static final Pattern INTERFACE_OR_METHOD = Pattern.compile(
            "\\binterface (?<type>\\w+) \\{|/\\*\\*(?<text>(?:(?!\\*/).)*)\\*/\\s*(?:@[^;{]*?\\s)?[\\w<>., ]+ (?<method>\\w+)\\(\\);",
            Pattern.DOTALL);
    private static final Pattern SINGLE_PROPERTY =
            Pattern.compile("@ConfigProperty\\(\\s*name = \"(" + ROOT + "[a-z.-]+)\"");

    private static final Set<Class<?>> OPTIONAL = Set.of(Optional.class, OptionalLong.class, Map.class);

    private ConfigurationSources() {}

    /** Every property of every mapping interface. */
    static List<Row> mapped() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Path source : sources()) {
            Class<?> type = Class.forName(className(source), false, ConfigurationSources.class.getClassLoader());
            if (type.isAnnotationPresent(ConfigMapping.class)) {
                rows.addAll(rows(
                        type, type.getAnnotation(ConfigMapping.class).prefix(), meanings(Files.readString(source))));
            }
        }
        return rows;
    }

    /** The names of properties that are injected one by one. */
    static List<String> single() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path source : sources()) {
            Matcher matcher = SINGLE_PROPERTY.matcher(Files.readString(source));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    private static String className(Path source) {
        String file = SOURCES.relativize(source).toString();
        return file.substring(0, file.length() - ".java".length())
                .replace(source.getFileSystem().getSeparator(), ".");
    }

    private static List<Row> rows(Class<?> type, String prefix, Map<String, String> meanings) {
        List<Row> rows = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            String property = prefix + "." + name(method);
            if (isGroup(method.getReturnType())) {
                rows.addAll(rows(method.getReturnType(), property, meanings));
            } else {
                boolean keyed = method.getReturnType() == Map.class;
                rows.add(Row.of(
                        keyed ? property + ".<name>" : property,
                        defaultValue(method),
                        meanings.get(type.getSimpleName() + "." + method.getName())));
            }
        }
        return rows;
    }

    private static String name(Method method) {
        return method.isAnnotationPresent(WithName.class)
                ? method.getAnnotation(WithName.class).value()
                : kebab(method.getName());
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackageName().startsWith("dev.fleetcast");
    }

    private static String defaultValue(Method method) {
        if (method.isAnnotationPresent(WithDefault.class)) {
            return "`" + method.getAnnotation(WithDefault.class).value() + "`";
        }
        boolean optional = OPTIONAL.contains(method.getReturnType());
        return optional ? "none" : "**required**";
    }

    /** The Javadoc of each method as Markdown, by {@code Interface.method}. */
    private static Map<String, String> meanings(String source) {
        Map<String, String> meanings = new HashMap<>();
        String type = "";
        Matcher matcher = INTERFACE_OR_METHOD.matcher(source);
        while (matcher.find()) {
            if (matcher.group("type") != null) {
                type = matcher.group("type");
            } else {
                meanings.put(type + "." + matcher.group("method"), markdown(matcher.group("text")));
            }
        }
        return meanings;
    }

    private static String markdown(String javadoc) {
        String text =
                javadoc.replaceAll("\\n\\s*\\*", "\n").replaceAll("\\s+", " ").strip();
        text = text.replaceAll("\\{@code ([^}]*)}", "`$1`");
        Matcher link = Pattern.compile("\\{@link #(\\w+)(?:\\(\\))?}").matcher(text);
        return link.replaceAll(match -> "`" + kebab(match.group(1)) + "`");
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
