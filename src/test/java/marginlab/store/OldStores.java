package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import marginlab.store.file.StoreLocation;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** Makes databases as older versions left them. */
final class OldStores {
    private OldStores() {}

    static void upTo(int version, StoreLocation location) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(location.writing());
        source.setUser("marginlab");
        source.setPassword("");
        try (Connection keptOpen = source.getConnection()) {
            Flyway.configure(StoreSchema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:marginlab/store")
                    .target(String.valueOf(version))
                    .load()
                    .migrate();
            assertThat(StoreSchema.version(keptOpen)).isEqualTo(version);
        }
    }
}
