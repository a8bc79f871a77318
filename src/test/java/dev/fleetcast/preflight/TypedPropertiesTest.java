package dev.fleetcast.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedPropertiesTest {

    @Test
    void everyTypedPropertyOfThePackagedApplicationIsLookedAt() {
        List<String> mappings = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.fleetcast").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .filter(type -> !type.getPackageName().startsWith("dev.fleetcast.demo."))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();

        assertThat(TypedProperties.MAPPINGS).containsExactlyElementsOf(mappings);
    }
}
