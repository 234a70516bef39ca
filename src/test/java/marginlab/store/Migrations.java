package marginlab.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** Makes databases as older versions left them. */
final class Migrations {
    private Migrations() {}

    static void upTo(int version, Location location) throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(location.writing());
        source.setUser("marginlab");
        source.setPassword("");
        try (Connection keptOpen = source.getConnection()) {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:marginlab/store")
                    .target(String.valueOf(version))
                    .load()
                    .migrate();
            assertThat(Schema.version(keptOpen)).isEqualTo(version);
        }
    }
}
