// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A doubly linked list whose links live in its elements.
#pragma once

namespace stormglass {

/// What an element of a LinkedList is derived from. An element that is destroyed leaves its list.
class ListNode {
public:
    ListNode() = default;
    ListNode(const ListNode&) = delete;
    ListNode& operator=(const ListNode&) = delete;
    ~ListNode() { unlink(); }

    [[nodiscard]] bool isLinked() const { return m_next != nullptr; }

    void unlink()
    {
        if (m_next == nullptr)
            return;
        m_previous->m_next = m_next;
        m_next->m_previous = m_previous;
        m_previous = m_next = nullptr;
    }

private:
    template <class Element>
    friend class LinkedList;

    void linkBefore(ListNode& next)
    {
        m_previous = next.m_previous;
        m_next = &next;
        m_previous->m_next = this;
        next.m_previous = this;
    }

    ListNode* m_previous = nullptr;
    ListNode* m_next = nullptr;
};

/// Owns nothing. A list that is destroyed lets its elements go.
template <class Element>
class LinkedList {
public:
    LinkedList() { m_end.m_previous = m_end.m_next = &m_end; }
    LinkedList(const LinkedList&) = delete;
    LinkedList& operator=(const LinkedList&) = delete;

    ~LinkedList()
    {
        while (!empty())
            m_end.m_next->unlink();
        m_end.m_previous = m_end.m_next = nullptr;
    }

    [[nodiscard]] bool empty() const { return m_end.m_next == &m_end; }

    /// Preconditions for both: not empty.
    [[nodiscard]] Element& first() { return elementOf(m_end.m_next); }
    [[nodiscard]] Element& last() { return elementOf(m_end.m_previous); }

    /// The element after this one; null when there is none.
    [[nodiscard]] Element* next(Element& element)
    {
        ListNode* const node = static_cast<ListNode&>(element).m_next;
        return node == &m_end ? nullptr : &elementOf(node);
    }

    /// Precondition: not empty.
    Element& takeFirst()
    {
        Element& element = first();
        static_cast<ListNode&>(element).unlink();
        return element;
    }

    void append(Element& element) { static_cast<ListNode&>(element).linkBefore(m_end); }

    void insertBefore(Element& next, Element& element)
    {
        static_cast<ListNode&>(element).linkBefore(next);
    }

    /// Moves all elements of the other list to the end of this one.
    void takeAll(LinkedList& other)
    {
        if (other.empty())
            return;
        ListNode* const front = other.m_end.m_next;
        ListNode* const back = other.m_end.m_previous;
        other.m_end.m_previous = other.m_end.m_next = &other.m_end;
        front->m_previous = m_end.m_previous;
        m_end.m_previous->m_next = front;
        back->m_next = &m_end;
        m_end.m_previous = back;
    }

private:
    static Element& elementOf(ListNode* node) { return *static_cast<Element*>(node); }

    ListNode m_end;  // before the first and after the last element
};

}  // namespace stormglass
