package marginlab.store;

import java.sql.Connection;
import org.h2.api.Trigger;

/** A trigger that does nothing, to be named by a hostile store. */
public final class NoTrigger implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {}
}
