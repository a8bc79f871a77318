import { startPage } from '../page.js'
import { HistoryPage } from './history-page.js'

startPage((client) => new HistoryPage(client).open())
