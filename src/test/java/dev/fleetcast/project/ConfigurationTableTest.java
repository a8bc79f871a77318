package dev.fleetcast.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.project.ConfigurationTable.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationTableTest {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(fleetcast\\.[a-z.-]+):([^}]*)}");

    @Test
    void everyPropertyIsDescribedAsTheCodeHasIt() throws Exception {
        assertThat(ConfigurationTable.read().rows()).containsAll(ConfigurationSources.mapped());
    }

    @Test
    void nothingIsDescribedThatDoesNotExist() throws Exception {
        Map<String, Row> mapped =
                ConfigurationSources.mapped().stream().collect(Collectors.toMap(Row::property, Function.identity()));

        assertThat(ConfigurationTable.read().rows())
                .extracting(Row::property)
                .doesNotHaveDuplicates()
                .allMatch(property -> mapped.containsKey(property) || property.equals("fleetcast.production"))
                .containsAll(ConfigurationSources.single());
    }

    @Test
    void settingsThatReferToAPropertyAssumeItsDefault() throws Exception {
        Map<String, String> defaults =
                ConfigurationSources.mapped().stream().collect(Collectors.toMap(Row::property, Row::defaultValue));
        Matcher reference =
                REFERENCE.matcher(Files.readString(Path.of("src", "main", "resources", "application.properties")));

        while (reference.find()) {
            assertThat(defaults).containsEntry(reference.group(1), "`" + reference.group(2) + "`");
        }
    }
}
