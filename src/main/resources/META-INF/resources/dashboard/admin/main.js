import { startPage } from '../page.js'
import { AdminPage } from './admin-page.js'

startPage((client, user) => new AdminPage(client, user).open())
