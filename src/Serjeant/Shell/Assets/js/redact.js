// Boxes over a picture and words of a text, to be covered. The lines of the form are the truth: this draws them, and writes into them
// what a person draws. Without it the lines are filled in by hand.
const SMALLEST = 4

export function startRedacting (scope) {
  for (const root of scope.querySelectorAll('[data-redact]')) new Boxes(root)
  for (const root of scope.querySelectorAll('[data-redact-words]')) new Words(root)
}

/** The lines of a form: one is always there to be copied. */
class Lines {
  constructor (root) {
    this.list = root.querySelector('[data-redact-list]')
    this.said = root.querySelector('[data-redact-said]')
    this.model = this.list.querySelector('[data-redact-line]').cloneNode(true)
    this.model.querySelector('input').value = ''
  }

  all () { return [...this.list.querySelectorAll('[data-redact-line]')] }

  add (value) {
    const empty = this.all().find(line => !this.input(line).value.trim())
    const line = empty ?? this.list.appendChild(this.model.cloneNode(true))
    this.input(line).value = value
    return line
  }

  input (line) { return line.querySelector('input') }

  remove (line) {
    if (this.all().length > 1) line.remove()
    else this.input(line).value = ''
  }

  say (words) { this.said.textContent = words }
}

class Boxes {
  constructor (root) {
    this.lines = new Lines(root)
    this.frame = root.querySelector('[data-redact-frame]')
    this.width = Number(root.dataset.width)
    this.height = Number(root.dataset.height)
    this.adder = root.querySelector('[data-redact-add]')
    this.adder.addEventListener('click', () => this.addByKey())
    this.lines.list.addEventListener('input', () => this.draw())
    this.lines.list.addEventListener('click', event => {
      const line = event.target.closest('[data-redact-remove]')?.closest('[data-redact-line]')
      if (!line) return
      this.remove(line)
    })
    this.frame.addEventListener('pointerdown', event => this.press(event))
    this.frame.addEventListener('keydown', event => this.key(event))
    this.draw()
  }

  read (line) {
    const numbers = this.lines.input(line).value.split(',').map(part => /^\s*\d+\s*$/.test(part) ? Number(part) : NaN)
    return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : null
  }

  /** Writes a box into its line, kept within the picture. */
  write (line, [left, top, width, height]) {
    const w = Math.min(Math.max(SMALLEST, Math.round(width)), this.width)
    const h = Math.min(Math.max(SMALLEST, Math.round(height)), this.height)
    const box = [Math.min(Math.max(0, Math.round(left)), this.width - w), Math.min(Math.max(0, Math.round(top)), this.height - h), w, h]
    this.lines.input(line).value = box.join(', ')
    return box
  }

  /** Lays one element over the picture for each line that is a box. */
  draw () {
    const lines = this.lines.all()
    const shown = [...this.frame.querySelectorAll('[data-redact-box]')]
    lines.forEach((line, at) => {
      const box = this.read(line)
      const element = shown[at] ?? this.frame.appendChild(this.element())
      element.hidden = !box
      element.setAttribute('aria-label', `Box ${at + 1}`)
      if (!box) return
      const [left, top, width, height] = box
      element.style.left = `${100 * left / this.width}%`
      element.style.top = `${100 * top / this.height}%`
      element.style.width = `${100 * width / this.width}%`
      element.style.height = `${100 * height / this.height}%`
    })
    for (const extra of shown.slice(lines.length)) extra.remove()
  }

  element () {
    const box = document.createElement('button')
    box.type = 'button'
    box.className = 'desk-redact__box'
    box.dataset.redactBox = ''
    box.setAttribute('aria-describedby', 'how-to')
    const corner = document.createElement('span')
    corner.className = 'desk-redact__corner'
    box.append(corner)
    return box
  }

  lineOf (element) { return this.lines.all()[[...this.frame.querySelectorAll('[data-redact-box]')].indexOf(element)] }

  tell (line) {
    const [left, top, width, height] = this.read(line)
    this.lines.say(`Box ${this.lines.all().indexOf(line) + 1}: ${left} from the left, ${top} from the top, ${width} wide, ${height} high.`)
  }

  elementOf (line) { return this.frame.querySelectorAll('[data-redact-box]')[this.lines.all().indexOf(line)] }

  focus (line) { this.elementOf(line).focus({ preventScroll: true }) }

  /** What had the focus is gone, so it goes where another box can be made. */
  remove (line) {
    this.lines.remove(line)
    this.draw()
    this.adder.focus({ preventScroll: true })
    this.lines.say('Box removed.')
  }

  /** In the middle of what is in view of the picture. */
  addByKey () {
    const seen = this.frame.getBoundingClientRect()
    const middle = (Math.max(seen.top, 0) + Math.min(seen.bottom, innerHeight)) / 2
    const [width, height] = [this.width / 3, Math.min(this.height, this.width / 10)]
    const top = (middle - seen.top) / seen.height * this.height - height / 2
    const line = this.lines.add('')
    this.write(line, [(this.width - width) / 2, top, width, height])
    this.draw()
    this.focus(line)
    // Clear of what floats over the page: its margins are in the style sheet.
    this.elementOf(line).scrollIntoView({ block: 'nearest', inline: 'nearest' })
    this.tell(line)
  }

  /** Where the pointer is, in the picture's pixels. */
  point (event) {
    const seen = this.frame.getBoundingClientRect()
    const clamp = (value, most) => Math.min(Math.max(0, value), most)
    return [clamp((event.clientX - seen.left) / seen.width * this.width, this.width), clamp((event.clientY - seen.top) / seen.height * this.height, this.height)]
  }

  press (event) {
    if (event.button !== 0) return
    const element = event.target.closest('[data-redact-box]')
    // A finger on the picture scrolls; on a box it moves it.
    if (event.pointerType === 'touch' && !element) return
    const [x, y] = this.point(event)
    let line = element && this.lineOf(element)
    const before = line ? this.read(line) : [x, y, 0, 0]
    const sizing = !line || event.target.closest('.desk-redact__corner')
    event.preventDefault()
    this.frame.setPointerCapture(event.pointerId)
    const move = moved => {
      const [nowX, nowY] = this.point(moved)
      if (!line && Math.abs(nowX - x) + Math.abs(nowY - y) < SMALLEST) return
      line ??= this.lines.add('')
      if (!sizing) this.write(line, [before[0] + nowX - x, before[1] + nowY - y, before[2], before[3]])
      else if (element) this.write(line, [before[0], before[1], before[2] + nowX - x, before[3] + nowY - y])
      else this.write(line, [Math.min(x, nowX), Math.min(y, nowY), Math.abs(nowX - x), Math.abs(nowY - y)])
      this.draw()
    }
    const end = () => {
      this.frame.removeEventListener('pointermove', move)
      this.frame.removeEventListener('pointerup', end)
      this.frame.removeEventListener('pointercancel', end)
      if (!line) return
      this.focus(line)
      this.tell(line)
    }
    this.frame.addEventListener('pointermove', move)
    this.frame.addEventListener('pointerup', end)
    this.frame.addEventListener('pointercancel', end)
  }

  key (event) {
    const element = event.target.closest('[data-redact-box]')
    if (!element) return
    const line = this.lineOf(element)
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      this.remove(line)
      return
    }
    const step = event.ctrlKey ? 1 : Math.max(1, Math.round(this.width / 100))
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (!way) return
    event.preventDefault()
    const [left, top, width, height] = this.read(line)
    this.write(line, event.shiftKey ? [left, top, width + way[0], height + way[1]] : [left + way[0], top + way[1], width, height])
    this.draw()
    this.tell(line)
    if (event.shiftKey) this.letGo()
  }

  /** Three presses of Shift leave the page. One that sized a box is none, even when Shift is let go before the arrow. */
  letGo () {
    if (this.sizing) return
    this.sizing = true
    const up = event => {
      if (event.key !== 'Shift') return
      event.stopImmediatePropagation()
      this.sizing = false
      removeEventListener('keyup', up, true)
    }
    addEventListener('keyup', up, true)
  }
}

class Words {
  constructor (root) {
    this.lines = new Lines(root)
    this.text = root.querySelector('[data-redact-text]')
    const add = root.querySelector('[data-redact-add]')
    // A press must not take the selection away.
    add.addEventListener('pointerdown', event => event.preventDefault())
    add.addEventListener('click', () => this.add())
    this.lines.list.addEventListener('click', event => {
      const line = event.target.closest('[data-redact-remove]')?.closest('[data-redact-line]')
      if (line) this.lines.remove(line)
    })
  }

  add () {
    const chosen = getSelection()
    const inside = chosen.rangeCount > 0 && this.text.contains(chosen.getRangeAt(0).commonAncestorContainer)
    // Each line for itself: the ends of lines are not the same in the page and in the file.
    const words = inside ? chosen.toString().split(/\r?\n/).map(line => line.trim()).filter(Boolean) : []
    for (const one of words) this.lines.add(one)
    this.lines.say(words.length > 0 ? `${words.length === 1 ? 'Added' : `${words.length} added`} below.` : 'Select words in the text first.')
  }
}
