import { Dashboard } from './dashboard.js'
import { startPage } from './page.js'

startPage((client) => new Dashboard(client).open())
